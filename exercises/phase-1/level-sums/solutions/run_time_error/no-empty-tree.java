// Takes it for granted that there is a root.
import java.util.*;

class Solution {
    static long[] levelSums(TreeNode root) {
        List<Long> sums = new ArrayList<>();
        List<TreeNode> level = List.of(root);
        while (!level.isEmpty()) {
            long sum = 0;
            List<TreeNode> below = new ArrayList<>();
            for (TreeNode node : level) {
                sum += node.val;
                if (node.left != null) below.add(node.left);
                if (node.right != null) below.add(node.right);
            }
            sums.add(sum);
            level = below;
        }
        return sums.stream().mapToLong(Long::longValue).toArray();
    }
}
