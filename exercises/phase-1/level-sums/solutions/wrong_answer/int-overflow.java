// Adds up in an int, which holds 32 bits.
import java.util.*;

class Solution {
    static long[] levelSums(TreeNode root) {
        List<Integer> sums = new ArrayList<>();
        List<TreeNode> level = root == null ? List.of() : List.of(root);
        while (!level.isEmpty()) {
            int sum = 0;
            List<TreeNode> below = new ArrayList<>();
            for (TreeNode node : level) {
                sum += node.val;
                if (node.left != null) below.add(node.left);
                if (node.right != null) below.add(node.right);
            }
            sums.add(sum);
            level = below;
        }
        return sums.stream().mapToLong(Integer::longValue).toArray();
    }
}
